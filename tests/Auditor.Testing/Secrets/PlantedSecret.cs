namespace Auditor.Testing.Secrets;

/// <summary>A secret that stands somewhere.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Field">Where it was put.</param>
/// <param name="Secret">The whole of it, without the words that call it one.</param>
public sealed record PlantedSecret(string Kind, string Field, string Secret);
