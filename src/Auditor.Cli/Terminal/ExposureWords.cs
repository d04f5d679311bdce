using Auditor.Core.Exposure;

namespace Auditor.Cli.Terminal;

/// <summary>Audiences and credentials for people.</summary>
internal static class ExposureWords
{
    public static string Of(Audience audience) => audience switch
    {
        Audience.Internet => "anyone on the internet",
        Audience.OthersOrNetwork => "other accounts or networks",
        Audience.OwnVpcOrAccount => "own VPC or account",
        _ => "nobody",
    };

    public static string Of(Credential credential) => credential switch
    {
        Credential.None => "nothing",
        Credential.ApiKey => "an API key",
        Credential.SecretHeader => "a header that only some know",
        Credential.ClientCertificate => "a client certificate",
        Credential.AwsPrincipal => "an AWS signature",
        _ => "what the authorizer accepts",
    };

    /// <summary>As the end of a sentence about who can call: <c>with an API key</c>.</summary>
    public static string With(Credential credential) => credential is Credential.None ? "without credentials" : $"with {Of(credential)}";
}
