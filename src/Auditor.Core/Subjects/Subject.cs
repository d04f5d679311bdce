namespace Auditor.Core.Subjects;

/// <summary>A thing in the inventory together with what it belongs to: what a rule looks at and a finding is about.</summary>
public abstract record Subject
{
    /// <summary>What it is called.</summary>
    public abstract ResourceIdentity Identity { get; }

    /// <summary>Where it stands in the inventory file, as a JSON pointer: <c>/scopes/0/restApis/3/stages/1</c>.</summary>
    public string Pointer { get; init; } = "";
}
