using System.Text.RegularExpressions;

namespace Auditor.Core.Secrets;

/// <summary>Knows values that are no secrets whatever they are called: where one is kept, what takes its place, how it is made.</summary>
internal static partial class NotSecret
{
    /// <summary>Whether a value that a name calls a secret is none.</summary>
    public static bool Is(ReadOnlySpan<char> value)
    {
        var text = value.Trim();
        return text.IsEmpty
            || Word().IsMatch(text)
            || Reference().IsMatch(text)
            || (Place().IsMatch(text) && IsPath(text))
            || Host().IsMatch(text)
            || Called().IsMatch(text)
            || Public().IsMatch(text);
    }

    /// <summary>Whether it is an address or a name of a host, with wildcards or without.</summary>
    public static bool IsAddress(ReadOnlySpan<char> value) =>
        value.Contains("://", StringComparison.Ordinal) || HostPattern().IsMatch(value);

    /// <summary>Whether a name is that of a host, as the keys of an identity provider's conditions begin.</summary>
    public static bool IsPublicHost(ReadOnlySpan<char> name) => PublicHost().IsMatch(name);

    // "prod/orders/db1", but not "glacier-ember-juniper793/orders"
    private static bool IsPath(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return true;
        }

        foreach (var range in text.Split('/'))
        {
            var part = text[range];
            var digits = 0;
            foreach (var letter in part)
            {
                digits += char.IsAsciiDigit(letter) ? 1 : 0;
            }

            if (digits > 0 && (digits >= 3 || part.Count('-') >= 2))
            {
                return false;
            }
        }

        return !Randomness.IsSecret(text, Randomness.Context.Value);
    }

    // What people write about secrets, and kinds of authorization.
    [GeneratedRegex(@"^[(\[]?(true|false|yes|no|on|off|null|nil|none|undefined|empty|unset|not|n/a|na|enabled|disabled|required|optional|allowed|must|is|are|was|were|be|been|has|have|had|should|may|can|cannot|will|the|a|an|of|for|in|to|from|by|and|or|with|without|via|see|use|used|using|as|it|this|that|your|our|their|its|which|when|if|at|on|only|never|always|send|sends|sendet|schickt|envoie|envía|envia|invia|stuurt"
        + @"|header|headers|query|querystring|cookie|body|path|param|parameter|authorizer|bearer|basic|digest|jwt|oauth|oauth2|openid|opaque|custom|default|aws_iam|iam|cognito_user_pools|cognito|hmac|rsa|aes|hs256|rs256|es256|sigv4|string|text|number|integer|boolean|object|array|binary"
        + @"|read|write|reset|create|update|delete|list|get|put|post|describe|change|admin|manage|revoke|refresh|rotate|rotated|rotation|view|all|any|issue|verify|validate|exchange|introspect|invalid|expired|missing|wrong|incorrect|unknown|stored|redacted|masked|hidden|removed|secret|password|token|key|strong|weak|simple|internal|external|public|private|standard|manual|auto|automatic|access|id|client_credentials|authorization_code"
        + @"|[*x•#.-]+|\*{0,3}|redacted|changeme|todo|tbd)[)\].,;:!]?$", Options | RegexOptions.IgnoreCase, Limit)]
    private static partial Regex Word();

    // "${stageVariables.x}", "$context.authorizer.claims", "method.request.header.Authorization", "{{resolve:secretsmanager:x}}", "<your
    // token>", "{token}", "%TOKEN%", "!Ref Token"
    [GeneratedRegex(
        @"^'?(\$(context|input|request|response|stageVariables|util|method|integration)\b|\$\{|\$\(|\$[A-Za-z_]{3,}[)\]},;!]*$|(method|integration|route|gatewayresponse)\.(request|response)\.|(context|stageVariables|request|response|env|process\.env|var|local|data|module)\.[A-Za-z]|\{\{|\{[A-Za-z][A-Za-z0-9_+-]*\}?|<[A-Za-z]|%[A-Za-z_]+%$|!(Ref|Sub|GetAtt|ImportValue)\b|Ref:|Fn::)",
        Options,
        Limit)]
    private static partial Regex Reference();

    // "arn:aws:secretsmanager:...", "ssm:/orders/db", "vault:secret/data/orders", "/orders/prod/db-password", "s3://bucket/key",
    // "./key.pem"
    [GeneratedRegex(
        @"^(arn:aws[a-z-]*:|(aws-)?(ssm|ssm-secure|secretsmanager|parameterstore|vault|keyvault|kms|file|s3|env|op|gcp|sm):(?!//[^/@\s]*@)|(\.{0,2}/)?([a-z][a-z0-9_.-]*/)+[a-z][a-z0-9_.-]*$|/[A-Za-z][A-Za-z0-9_.-]*(/[A-Za-z0-9_.-]*)*$|[a-z]+[a-z0-9_-]*\.(pem|key|crt|json|ya?ml|txt|p12|jks|env)$)",
        Options,
        Limit)]
    private static partial Regex Place();

    // An address without a password in it: what is in its query is judged by itself.
    [GeneratedRegex(
        @"^([a-z][a-z0-9+.-]*://[^/@\s]+([/?#]\S*)?$|([a-z0-9_-]+\.)+(com|net|org|io|dev|app|cloud|local|internal|test|example|info|biz|co|eu|de|uk|fr|us|aws)(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?$|[0-9]{1,3}(\.[0-9]{1,3}){3}(:[0-9]+)?$|localhost(:[0-9]+)?)",
        Options | RegexOptions.IgnoreCase,
        Limit)]
    private static partial Regex Host();

    // "token-authorizer", "reset-password-function", "jobs.fifo"
    [GeneratedRegex(
        @"^[A-Za-z][A-Za-z0-9_-]*?([-_]?(function|lambda|authori[sz]er|handler|queue|table|bucket|topic|stack|service|validator|rotator|worker|fn)|(Function|Lambda|Authori[sz]er|Handler|Queue|Table|Bucket|Topic|Service))([-_](dev|test|stage|staging|prod|production|live|v?[0-9]{1,3}))?(\.fifo)?$",
        Options,
        Limit)]
    private static partial Regex Called();

    // "96:ca:a7:f4:8b:54:b1:60", "pk_live_..."
    [GeneratedRegex(@"^(([0-9A-Fa-f]{2}:){5,}[0-9A-Fa-f]{2}|pk_(live|test)_[A-Za-z0-9]+|mrk-[0-9a-f]{32})$", Options, Limit)]
    private static partial Regex Public();

    [GeneratedRegex(@"^([a-z0-9-]+\.)+(com|net|org|io)$", Options, Limit)]
    private static partial Regex PublicHost();

    [GeneratedRegex(@"^([a-z0-9*?_-]+\.)+[a-z*?]{1,}(:[0-9*]+)?(/[^\s]*)?$|^[*?]*$", Options | RegexOptions.IgnoreCase, Limit)]
    private static partial Regex HostPattern();

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const int Limit = 30_000;
}
