using Auditor.Core.Exposure;

namespace Auditor.Core.Rules;

/// <summary>What a rule may ask besides the thing it looks at.</summary>
/// <param name="Now">When the inventory was collected. Rules have no clock.</param>
/// <param name="Exposure">Who can reach what.</param>
public sealed record RuleContext(DateTimeOffset Now, ExposureMap Exposure);
