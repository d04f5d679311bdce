namespace Auditor.Testing.FakeAws.Estate;

/// <summary>Allows or denies an action on a resource; both may hold <c>*</c> and <c>?</c>.</summary>
public sealed record FakeStatement(bool Allow, string Action, string Resource = "*");
