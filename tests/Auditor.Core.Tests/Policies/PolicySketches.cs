using FsCheck;
using FsCheck.Fluent;

namespace Auditor.Core.Tests.Policies;

/// <summary>Random policies over few enough words that every request they can tell apart can be enumerated.</summary>
internal static class PolicySketches
{
    private static readonly string[] Actions =
    [
        "\"Action\": \"execute-api:Invoke\"", "\"Action\": \"execute-api:Invoke\"", "\"Action\": \"*\"",
        "\"Action\": [\"execute-api:inv*\"]",
        "\"Action\": \"execute-api:ManageConnections\"", "\"NotAction\": \"execute-api:ManageConnections\"",
        "\"NotAction\": \"execute-api:Invoke\"",
    ];

    private static readonly string[] Resources =
    [
        "*", "execute-api:/*", "execute-api:/*", "execute-api:/s/*", "execute-api:/s/GET/*", "execute-api:/*/GET/a", "execute-api:/s/*/a",
        "execute-api:/s/GET/?", "execute-api:/s/GET/a/*", "execute-api:/*/POST/*", "execute-api:/s/GET/a*", "execute-api:/*b*",
        "execute-api:/*/a/?",
        "execute-api:/t/*", "execute-api:/", "arn:aws:execute-api:*:*:a1/s/GET/?b", "arn:aws:execute-api:us-east-1:111122223333:a1/*",
        "arn:aws:execute-api:r:111122223333:*/a*a",
    ];

    private static readonly (string[] Operators, string Key, string[] Values)[] NetworkConditions =
    [
        (["IpAddress", "NotIpAddress"], "aws:SourceIp",
        [
            "203.0.113.0/24", "203.0.113.128/25", "198.51.100.0/24", "0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/8", "2001:db8::/32", "::/0",
        ]),
        (["StringEquals", "StringNotEquals", "StringLike"], "aws:SourceIp", ["203.0.113.7", "203.0.113.*", "203.*", "*"]),
        (["IpAddress", "NotIpAddress"], "aws:VpcSourceIp", ["10.0.0.0/8", "10.0.0.0/24", "203.0.113.0/24"]),
        (
        [
            "StringEquals",
            "StringNotEquals",
            "StringLike",
            "StringNotLike",
            "StringEqualsIgnoreCase",
        ], "aws:SourceVpce", ["vpce-own", "vpce-x", "vpce-*", "vpce-?", "VPCE-OWN"]),
        (["StringEquals", "StringNotEquals", "StringLike"], "aws:sourceVpc", ["vpc-own", "vpc-x", "vpc-*"]),
        (["StringLike", "StringNotLike", "StringEquals"], "aws:Referer", ["r1", "r*", "*"]),
        (["Bool"], "aws:SecureTransport", ["true", "false"]),
        (["Null"], "aws:SourceVpce", ["true", "false"]),
        (["Null"], "aws:SourceIp", ["true", "false"]),
        (["Null"], "aws:Referer", ["true", "false"]),
    ];

    private static readonly (string[] Operators, string Key, string[] Values)[] PrincipalConditions =
    [
        (["ArnLike", "ArnNotLike", "ArnEquals"], "aws:PrincipalArn",
        [
            "arn:aws:iam::*:role/*",
            "arn:aws:iam::111122223333:role/r",
            "arn:aws:iam::*:user/?",
            "arn:*:iam::4*:*",
        ]),
        (["StringEquals", "StringLike", "StringNotLike"], "aws:PrincipalArn", ["*r", "arn:aws:iam::111122223333:user/u", "*:role/*"]),
        (["StringEquals", "StringNotEquals", "StringLike"], "aws:PrincipalAccount", ["111122223333", "444455556666", "1*", "*"]),
        (["StringEquals", "StringNotEquals", "StringLike"], "aws:PrincipalOrgID", ["o-1", "o-2", "o-*"]),
        (["StringEquals", "StringNotEquals", "StringLike", "StringNotLike"], "aws:userid", ["AROA1:s", "*:s", "AROA1:*", "AIDA1", "*"]),
        (["StringLike", "StringNotLike"], "aws:PrincipalOrgPaths", ["o-1/r/*", "o-2/*"]),
        (["StringEquals", "StringNotEquals"], "aws:PrincipalType", ["User", "AssumedRole", "Account"]),
        (["StringEquals", "StringNotEquals", "StringLike"], "aws:username", ["u", "v*", "*"]),
        (["Bool"], "aws:MultiFactorAuthPresent", ["true", "false"]),
        (["StringEquals", "StringNotEquals"], "aws:PrincipalTag/t", ["x", "y"]),
        (["Null"], "aws:PrincipalOrgID", ["true", "false"]),
        (["Null"], "aws:username", ["true", "false"]),
    ];

    private static readonly (string[] Operators, string Key, string[] Values)[] UnknownConditions =
    [
        (
        [
            "DateLessThan",
            "DateGreaterThanEquals",
            "DateEquals",
            "DateNotEquals",
        ], "aws:CurrentTime", ["1970-01-01T00:01:40Z", "1970-01-01T00:03:20Z"]),
        (["NumericLessThanEquals", "NumericGreaterThan"], "aws:EpochTime", ["100", "200"]),
        (["StringEquals", "StringNotEquals", "StringLike"], "aws:ResourceTag/t", ["a", "b", "a*"]),
        (["Null"], "aws:ResourceTag/t", ["true", "false"]),
    ];

    // What nobody can decide: an unknown operator, a variable, an address that is none.
    private static readonly (string[] Operators, string Key, string[] Values)[] DoubtfulConditions =
    [
        (["StringOdd"], "aws:SourceIp", ["203.0.113.7"]),
        (["StringLike", "StringNotLike"], "aws:Referer", ["${aws:username}", "r${aws:userid}"]),
        (["IpAddress", "NotIpAddress"], "aws:SourceIp", ["203.0.113.0/99"]),
    ];

    public static Gen<string[]> Network { get; } = Statements(
        [
            "\"Principal\": \"*\"",
            "\"Principal\": \"*\"",
            "\"Principal\": { \"AWS\": \"*\" }",
            "\"Principal\": { \"AWS\": \"111122223333\" }",
            "\"NotPrincipal\": { \"AWS\": \"111122223333\" }",
        ],
        [.. NetworkConditions, .. NetworkConditions, .. UnknownConditions, .. DoubtfulConditions]);

    public static Gen<string[]> Signed { get; } = Statements(
        [
            "\"Principal\": \"*\"", "\"Principal\": { \"AWS\": \"111122223333\" }",
            "\"Principal\": { \"AWS\": [\"arn:aws:iam::444455556666:root\", \"AROAEXAMPLE\"] }",
            "\"Principal\": { \"AWS\": \"arn:aws:iam::111122223333:role/r\" }", "\"Principal\": { \"AWS\": "
                + "[\"arn:aws:iam::111122223333:user/u\"] }",
            "\"Principal\": { \"AWS\": \"arn:aws:sts::111122223333:assumed-role/r/s1\" "
                + "}", "\"Principal\": { \"Service\": \"x.amazonaws.com\" }",
            "\"Principal\": { \"AWS\": \"arn:aws:iam::444455556666:role/*\" }",
            "\"NotPrincipal\": { \"AWS\": \"111122223333\" }",
            "\"NotPrincipal\": { \"AWS\": [\"arn:aws:iam::111122223333:user/u\", \"111122223333\"] }",
            "\"NotPrincipal\": { \"AWS\": [\"arn:aws:iam::111122223333:role/r\", \"arn:aws:sts::111122223333:assumed-role/r/s1\", "
                + "\"arn:aws:iam::111122223333:root\"] }",
        ],
        [.. PrincipalConditions, .. PrincipalConditions, .. UnknownConditions, .. NetworkConditions]);

    /// <summary>Many statements about parts of paths that can lie one behind the other.</summary>
    public static Gen<string[]> Entangled { get; } =
        from conditions in Gen.Elements<string[]>(
            [
                "",
                "",
                """ "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } """,
                """ "NotIpAddress": { "aws:SourceIp": "0.0.0.0/1" } """,
                """ "StringEquals": { "aws:Referer": "r1" } """,
                """ "StringNotLikeIfExists": { "aws:Referer": "r*" } """,
            ],
            ["", """ "StringEquals": { "aws:ResourceTag/t": "a" } """, """ "StringLikeIfExists": { "aws:ResourceTag/t": "a*" } """, """ "StringNotLike": { "aws:Referer": "r*" } """])
        from count in Gen.Choose(8, 14)
        from statements in (
            from effect in Gen.Elements("Allow", "Deny")
            from name in Gen.Elements("Resource", "Resource", "Resource", "NotResource")
            from texts in Gen.Elements(
                "/*a*", "/*b*", "/*/a", "/*/b", "/*a/*", "/*/a/a", "/*GET/?", "/*/c*", "/*a?*", "/s/*/aa", "/*/POST/*", "/*")
                .ArrayOf(2)
            from condition in Gen.Elements(conditions)
            select $$"""{ "Effect": "{{effect}}", "Principal": "*", "Action": "execute-api:Invoke", "{{name}}": ["execute-api:{{texts[0]}}", "execute-api:{{texts[1]}}"], "Condition": { {{condition}} } }""")
                .ArrayOf(count)
        select statements;

    public static string Document(IEnumerable<string> statements) =>
        $$"""{ "Version": "2012-10-17", "Statement": [{{string.Join(", ", statements)}}] }""";

    /// <summary>The same policy with one statement less.</summary>
    public static IEnumerable<string[]> Smaller(string[] statements) =>
        statements.Length < 2
            ? []
            : Enumerable.Range(0, statements.Length).Select(at => statements.Where((_, index) => index != at).ToArray());

    private static Gen<string[]> Statements(string[] principals, (string[] Operators, string Key, string[] Values)[] conditions)
    {
        var statement =
            from effect in Gen.Elements("Allow", "Allow", "Deny")
            from principal in Gen.Elements(principals)
            from action in Gen.Elements(Actions)
            from resource in Resource()
            from count in Gen.Elements(0, 1, 1, 1, 2, 2)
            from blocks in Condition(conditions).ArrayOf(count)
            select $$"""{ "Effect": "{{effect}}", {{principal}}, {{action}}, {{resource}}, "Condition": { {{string.Join(", ", blocks)}} } }""";
        return from count in Gen.Choose(1, 4) from statements in statement.ArrayOf(count) select statements;
    }

    private static Gen<string> Resource()
    {
        return
            from name in Gen.Elements("Resource", "Resource", "Resource", "Resource", "NotResource")
            from count in Gen.Elements(1, 1, 2)
            from texts in Gen.Elements(Resources).ArrayOf(count)
            select $$""" "{{name}}": [{{string.Join(", ", texts.Select(text => $"\"{text}\""))}}] """;
    }

    private static Gen<string> Condition((string[] Operators, string Key, string[] Values)[] conditions)
    {
        return
            from condition in Gen.Elements(conditions)
            from operation in Gen.Elements(condition.Operators)
            from qualifier in Gen.Elements("", "", "", "", "ForAllValues:", "ForAnyValue:")
            from suffix in Gen.Elements("", "", "", "", "IfExists")
            from count in Gen.Elements(1, 1, 2)
            from values in Gen.Elements(condition.Values).ArrayOf(count)
                // it may have several values, which the small world has not
            let isBare = operation == "Null" || condition.Key == "aws:ResourceTag/t"
            let name = (isBare ? "" : qualifier) + operation + (operation == "Null" ? "" : suffix)
            select $$""" "{{name}}": { "{{condition.Key}}": [{{string.Join(", ", values.Select(value => $"\"{value}\""))}}] } """;
    }
}
