using System.Collections.Immutable;

namespace Auditor.Testing.Names;

/// <summary>What strangers may call things so that something happens where the name is shown.</summary>
public static class HostileNames
{
    /// <summary>For terminals, pages, Markdown, spreadsheets, annotations of builds, shells, file names and templates.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "\u001b]0;owned\u0007",
        "\u001b[2J\u001b[1;31mall is well",
        "\u009b31mall is well",
        "safe\u202Egnp.exe",
        "a\u2066b\u2069\u200f",
        "a\0b\bc\rd",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "--></textarea></style></script><script>alert(1)</script>",
        "=HYPERLINK(\"http://evil.example\",\"x\")",
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "\t=1+1",
        "x\n::error file=forged::forged",
        "x%0A::error file=forged::forged",
        "x\n| forged | row |",
        "x | forged | row |",
        "[click](javascript:alert(1))",
        "![x](http://evil.example/x.png)",
        "'; touch pwned; '",
        "\"$(touch pwned)`touch pwned`",
        "../../../pwned",
        "{{ 7 * 7 }}",
        "]]></failure><failure>forged</failure>",
        "x\r\n\r\nforged: header",
    ];
}
