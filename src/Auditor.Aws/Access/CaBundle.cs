using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;

namespace Auditor.Aws.Access;

/// <summary>Trusts certificates of a house besides those that the system trusts: a proxy that looks into TLS signs every connection anew.</summary>
/// <remarks><c>AWS_CA_BUNDLE</c> and <c>ca_bundle</c> of a profile, as in the AWS CLI; <c>SSL_CERT_FILE</c> is .NET's own.</remarks>
internal sealed class CaBundle(X509Certificate2Collection roots) : HttpClientFactory
{
    private const string Variable = "AWS_CA_BUNDLE";

    /// <summary>The bundle that the environment or the profile names; null when neither does.</summary>
    /// <exception cref="AwsAccessException">It cannot be read, or has no certificate in it.</exception>
    public static CaBundle? Named(string? profile)
    {
        var path = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : OfProfile(profile);
        return path is null ? null : new(Read(path));
    }

    /// <summary>What a profile of a configuration file names; null when it names nothing.</summary>
    public static string? In(IEnumerable<string> lines, string profile)
    {
        var isInside = false;
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line is ['[', .. var section, ']'])
            {
                var name = section.Trim();
                isInside = name == profile || name == $"profile {profile}";
            }
            else if (isInside && line.Split('=', 2) is [var key, var value] && key.Trim() is "ca_bundle")
            {
                return value.Trim() is { Length: > 0 } path ? path : null;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        ArgumentNullException.ThrowIfNull(clientConfig);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5), SslOptions = new() { RemoteCertificateValidationCallback = Accepts } };
#pragma warning disable RS0030 // The SDK's own connections, with one more root: they are paced and counted like the others.
        return new(handler) { Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
    }

    private bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors is not SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
        {
            return errors is SslPolicyErrors.None;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(roots);
        own.ChainPolicy.ExtraStore.AddRange(roots);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var sent in chain?.ChainElements ?? [])
        {
            own.ChainPolicy.ExtraStore.Add(sent.Certificate);
        }

        using var shown = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return own.Build(shown);
    }

    private static string? OfProfile(string? profile)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var file = Environment.GetEnvironmentVariable("AWS_CONFIG_FILE") is { Length: > 0 } named ? named : Path.Combine(home, ".aws", "config");
        var name = profile ?? (Environment.GetEnvironmentVariable("AWS_PROFILE") is { Length: > 0 } chosen ? chosen : "default");
        try
        {
            return File.Exists(file) ? In(File.ReadLines(file), name) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static X509Certificate2Collection Read(string path)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new AwsAccessException($"The certificates that {Variable} or ca_bundle names cannot be read: {exception.Message}");
        }

        return roots is { Count: > 0 } ? roots : throw new AwsAccessException($"'{path}', which {Variable} or ca_bundle names, has no certificate in it.");
    }
}
