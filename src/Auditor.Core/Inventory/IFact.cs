namespace Auditor.Core.Inventory;

/// <summary>A fact of whatever type, for what goes by the types of an inventory.</summary>
internal interface IFact
{
    /// <summary>The value; <see langword="null"/> where it is unknown.</summary>
    object? KnownValue { get; }
}
