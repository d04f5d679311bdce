using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;
using Auditor.Core.Files;

namespace Auditor.Aws.Access;

/// <summary>
/// Trusts a company's certificates besides those that the system trusts: a proxy that inspects TLS signs every connection anew.
/// </summary>
/// <remarks><c>AWS_CA_BUNDLE</c>, and <c>ca_bundle</c> of a profile, as in the AWS CLI. <c>SSL_CERT_FILE</c> is .NET's own.</remarks>
internal sealed class CaBundle(string path, X509Certificate2Collection roots) : HttpClientFactory
{
    private const string Variable = "AWS_CA_BUNDLE";

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>The bundle that the environment or the profile names; null when neither does.</summary>
    /// <exception cref="AwsAccessException">It cannot be read, or has no certificate in it.</exception>
    public static CaBundle? Named(string? profile) =>
        (SharedConfiguration.Variable(Variable), SharedConfiguration.Setting(SharedConfiguration.ProfileName(profile), "ca_bundle")) switch
        {
            ({ } path, _) => Read(path, Variable),
            (null, { } path) => Read(path, $"ca_bundle of the profile '{SharedConfiguration.ProfileName(profile)}'"),
            _ => null,
        };

    /// <summary>Reads the certificates in a file of PEM.</summary>
    /// <param name="named">The file; a leading <c>~</c> is the home folder.</param>
    /// <param name="source">Who names it.</param>
    /// <exception cref="AwsAccessException">It cannot be read, or has no certificate in it.</exception>
    public static CaBundle Read(string named, string source)
    {
        var path = named.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), named[2..])
            : named;
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new AwsAccessException(
                $"The certificates in '{named}', which {source} names, cannot be read: {FileFailure.Reason(path, exception)}.");
        }

        return roots is { Count: > 0 }
            ? new(named, roots)
            : throw new AwsAccessException($"'{named}', which {source} names, has no certificate in it.");
    }

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        ArgumentNullException.ThrowIfNull(clientConfig);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            SslOptions = new() { RemoteCertificateValidationCallback = IsTrusted },
        };
#pragma warning disable RS0030 // The SDK takes nothing but an HttpClient here.
        return new(handler) { Timeout = clientConfig.Timeout ?? Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors is SslPolicyErrors.None)
        {
            return true;
        }

        if (errors is not SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
        {
            throw new AuthenticationException(errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                ? "the certificate is for another name"
                : "there is no certificate");
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(roots);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (chain is not null)
        {
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(sent => sent.Certificate).ToArray());
        }

        using var shown = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return own.Build(shown)
            ? true
            : throw new AuthenticationException(
                $"neither the system nor '{path}' trusts it: "
                    + $"{string.Join(", ", own.ChainStatus.Select(status => status.Status).Distinct())}");
    }
}
