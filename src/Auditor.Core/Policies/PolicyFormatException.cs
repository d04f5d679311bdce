namespace Auditor.Core.Policies;

/// <summary>A text that AWS would not accept as a policy, or that cannot be read as one.</summary>
public sealed class PolicyFormatException : FormatException
{
    /// <summary>Says what is wrong and where.</summary>
    public PolicyFormatException(string what, string where, Exception? inner = null)
        : base($"The policy cannot be read: {what} ({where}).", inner)
    {
        Where = where;
    }

    /// <summary>Where in the document: <c>the document</c>, <c>statement 2</c>, <c>line 1, byte 40</c>.</summary>
    public string Where { get; }
}
