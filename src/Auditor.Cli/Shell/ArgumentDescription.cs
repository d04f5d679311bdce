namespace Auditor.Cli.Shell;

/// <summary>What a command takes without an option.</summary>
internal sealed record ArgumentDescription(string Name, string Description, bool IsOptional, bool IsList)
{
    /// <summary><c>&lt;dir&gt;...</c>, in brackets when it may be left out.</summary>
    public string Usage => $"{(IsOptional ? "[" : "")}<{Name}>{(IsList ? "..." : "")}{(IsOptional ? "]" : "")}";
}
