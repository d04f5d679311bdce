namespace Auditor.Core.Inventory;

/// <summary>A file is no inventory; the message says where and why, as a sentence about "it".</summary>
public sealed class InventoryFormatException(string message) : Exception(message);
