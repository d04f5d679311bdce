using Auditor.Core.Findings;

namespace Auditor.Templates.Values;

/// <summary>
/// What a property says, with its place. What is absent is <see langword="null"/>; what is there and unknown is an <see cref="OpenValue"/>
/// or has an open piece.
/// </summary>
internal abstract record Value(SourcePlace Place)
{
    /// <summary>Whether it hangs on a parameter that is what it is unless somebody says otherwise when the template is deployed.</summary>
    public bool IsDefault { get; init; }

    /// <summary>A member of an object; <see langword="null"/> for anything else.</summary>
    public virtual Value? this[string name] => null;

    /// <summary>The items of a list; anything else is a list of itself, as CloudFormation takes it.</summary>
    public virtual ImmutableArray<Value> Items => [this];

    /// <summary>The same as a part of another resource, whose address its places have.</summary>
    public abstract Value PartOf(string path);

    /// <summary>Why it, or a part of it, is not known; <see langword="null"/> when all of it is.</summary>
    public abstract string? OpenBecause { get; }
}
