namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>Why a finding is still there after its commands: moto does not do what AWS does.</summary>
/// <param name="Rule">The rule whose findings stay.</param>
/// <param name="Command">The command that does not do it there.</param>
/// <param name="Answer">What moto says to it; empty when it takes it and keeps nothing of it.</param>
internal sealed record MotoLack(string Rule, string Command, string Answer);
