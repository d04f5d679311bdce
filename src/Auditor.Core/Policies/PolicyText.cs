namespace Auditor.Core.Policies;

/// <summary>One string of a policy, or what stands in its place in a template that nobody has resolved yet.</summary>
/// <param name="Text">The string; the raw JSON where it is not one.</param>
/// <param name="IsResolved">False where an object stands in the place of a string, such as <c>{"Fn::Sub": ...}</c>: its value is
/// unknown.</param>
public sealed record PolicyText(string Text, bool IsResolved = true)
{
    public override string ToString() => Text;
}
