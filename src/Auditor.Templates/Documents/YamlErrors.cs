using YamlDotNet.Core;

namespace Auditor.Templates.Documents;

/// <summary>Tells the exceptions by which YamlDotNet says that a text is no YAML.</summary>
public static class YamlErrors
{
    /// <summary>Whether it is one.</summary>
    /// <remarks>
    /// Of some texts, such as a colon inside an unclosed brace, the parser throws an exception that is none of its own and has no line.
    /// </remarks>
    public static bool IsOne(Exception exception) => exception is YamlException
        or InvalidOperationException
        or ArgumentException
        or IndexOutOfRangeException
        or FormatException;
}
