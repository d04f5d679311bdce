using System.Runtime.CompilerServices;
using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>A stage of this very API: two APIs may share equal stages.</summary>
internal readonly struct ServedBy(Scope scope, Api api, Stage stage) : IEquatable<ServedBy>
{
    private readonly Scope _scope = scope;
    private readonly Api _api = api;
    private readonly Stage _stage = stage;

    public bool Equals(ServedBy other) =>
        ReferenceEquals(_scope, other._scope) && ReferenceEquals(_api, other._api) && ReferenceEquals(_stage, other._stage);

    public override bool Equals(object? obj) => obj is ServedBy other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(
        RuntimeHelpers.GetHashCode(_scope), RuntimeHelpers.GetHashCode(_api), RuntimeHelpers.GetHashCode(_stage));
}
