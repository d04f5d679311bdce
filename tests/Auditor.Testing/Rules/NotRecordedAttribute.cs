namespace Auditor.Testing.Rules;

/// <summary>On the tests of a rule on stages, APIs or domain names of which AWS Config's record of that thing says nothing.</summary>
/// <param name="because">Why not.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NotRecordedAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}
