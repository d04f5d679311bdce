using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Reports.Html;

/// <summary>A step of the exposure map as it is shown.</summary>
/// <param name="Key">In class names.</param>
/// <param name="Who">Who can call.</param>
/// <param name="With">What they must show, <c>with an API key</c>; empty when that differs or does not matter.</param>
internal sealed record CallersLook(string Key, string Who, string With)
{
    /// <summary>Both in a word or two, for the cells of a table.</summary>
    public string Short => Key switch
    {
        "open" => "anyone",
        "key" => "API key",
        "cert" => With.Contains("header", StringComparison.Ordinal) ? "secret header" : "client certificate",
        "token" => "token",
        "signed" => "AWS signature",
        "others" => "networks, accounts",
        "own" => "own VPC, account",
        "unknown" => "unknown",
        _ => "nobody",
    };

    public static CallersLook Of(Callers callers) => callers switch
    {
        Callers.AnyoneWithNothing => new("open", "Anyone on the internet", "without credentials"),
        Callers.Unknown => new("unknown", "Could not tell", ""),
        Callers.AnyoneWithApiKey => new("key", "Anyone on the internet", "with an API key"),
        Callers.AnyoneWithHeader => new("cert", "Anyone on the internet", "with a header that only some know"),
        Callers.AnyoneWithCertificate => new("cert", "Anyone on the internet", "with a client certificate"),
        Callers.AnyoneWithToken => new("token", "Anyone on the internet", "with a token the authorizer accepts"),
        Callers.AnyoneSigned => new("signed", "Anyone on the internet", "with a signature of an AWS principal"),
        Callers.OthersOrNetwork => new("others", "Given networks or other accounts", ""),
        Callers.OwnVpcOrAccount => new("own", "Own VPC or account", ""),
        _ => new("nobody", "Nobody", ""),
    };

    public static Callers Classify(Fact<RouteExposure> exposure)
    {
        if (!exposure.IsKnown)
        {
            return Callers.Unknown;
        }

        return exposure.Value.Audience switch
        {
            Audience.Internet => exposure.Value.Credential switch
            {
                Credential.None => Callers.AnyoneWithNothing,
                Credential.ApiKey => Callers.AnyoneWithApiKey,
                Credential.SecretHeader => Callers.AnyoneWithHeader,
                Credential.ClientCertificate => Callers.AnyoneWithCertificate,
                Credential.AuthorizerToken => Callers.AnyoneWithToken,
                _ => Callers.AnyoneSigned,
            },
            Audience.OthersOrNetwork => Callers.OthersOrNetwork,
            Audience.OwnVpcOrAccount => Callers.OwnVpcOrAccount,
            _ => Callers.Nobody,
        };
    }

    /// <summary>As a clause of a sentence: <c>anyone on the internet, with an API key</c>.</summary>
    public string Sentence => With.Length == 0 ? Who : $"{Who}, {With}";
}
