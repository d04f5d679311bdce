namespace Auditor.Core.Policies;

/// <summary>The prefix of an operator that says how the values of a multivalued key count.</summary>
internal enum SetQualifier
{
    None,
    ForAllValues,
    ForAnyValue,
}
