namespace Auditor.Core.Policies;

/// <summary>Addresses from one to another, both included.</summary>
internal readonly record struct AddressRange(UInt128 First, UInt128 Last);
