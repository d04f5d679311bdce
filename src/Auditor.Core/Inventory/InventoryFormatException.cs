namespace Auditor.Core.Inventory;

/// <summary>A file is no inventory; the message says where and why, as a sentence about "it".</summary>
#pragma warning disable CA1032 // Made only with a message for people.
public sealed class InventoryFormatException(string message) : Exception(message);
#pragma warning restore CA1032
