using System.Security.Cryptography;
using System.Text;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>Ids that look like AWS's and follow from a name, so that the same estate has the same ids in every run.</summary>
public static class FakeId
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Ten lower-case letters and digits, as API Gateway gives them.</summary>
    public static string Of(string kind, string name, int length = 10)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{name}"));
        return string.Create(length, hash, static (span, bytes) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                // An id starts with a letter, so that it is a DNS label on execute-api.
                span[i] = Letters[bytes[i % bytes.Length] % (i == 0 ? 26 : Letters.Length)];
            }
        });
    }

    /// <summary>A UUID that follows from a name, as WAF and CloudWatch Logs use them.</summary>
    public static string Uuid(string kind, string name) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{name}")).AsSpan(0, 16)).ToString("D");
}
