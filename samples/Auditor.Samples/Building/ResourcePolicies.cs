namespace Auditor.Samples.Building;

/// <summary>Resource policies of REST APIs, as found in the wild.</summary>
internal static class ResourcePolicies
{
    /// <summary>Lets everybody in, which says the same as no policy unless the routes ask for IAM.</summary>
    public static string Anyone(string resource) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{{resource}}"}]}""";

    /// <summary>Lets principals of given accounts in.</summary>
    public static string Accounts(string resource, params IEnumerable<string> accounts) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Sid":"Partners","Effect":"Allow","Principal":{"AWS":[{{Quoted(accounts.Select(account => $"arn:aws:iam::{account}:root"))}}]},"Action":"execute-api:Invoke","Resource":"{{resource}}"}]}""";

    /// <summary>Lets everybody in and keeps out whoever does not come through given VPC endpoints.</summary>
    public static string OnlyVpcEndpoints(string resource, params IEnumerable<string> endpoints) =>
        $$$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{{{{resource}}}}"},{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"{{{{resource}}}}","Condition":{"StringNotEquals":{"aws:SourceVpce":[{{{{Quoted(endpoints)}}}}]}}}]}""";

    /// <summary>Lets everybody in and keeps out whoever does not come from given addresses.</summary>
    public static string OnlyAddresses(string resource, params IEnumerable<string> ranges) =>
        $$$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{{{{resource}}}}"},{"Sid":"OfficesOnly","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"{{{{resource}}}}","Condition":{"NotIpAddress":{"aws:SourceIp":[{{{{Quoted(ranges)}}}}]}}}]}""";

    /// <summary>Lets in whoever claims to come from a web site, which anyone can.</summary>
    public static string OnlyReferer(string resource, string pattern) =>
        $$$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{{{{resource}}}}","Condition":{"StringLike":{"aws:Referer":"{{{{pattern}}}}"}}}]}""";

    /// <summary>The policy as <c>GetRestApis</c> sends it: JSON in a string, escaped once more.</summary>
    public static string AsSent(string policy) => policy.Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Quoted(IEnumerable<string> values) => string.Join(',', values.Select(value => $"\"{value}\""));
}
