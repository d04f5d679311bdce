namespace Auditor.Core.Metadata;

/// <summary>What kind of value an option takes.</summary>
public enum RuleOptionKind
{
    WholeNumber,
    Choice,
    Texts,
}
