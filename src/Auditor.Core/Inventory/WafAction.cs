namespace Auditor.Core.Inventory;

/// <summary>What AWS WAF does with a request that a rule matches.</summary>
public enum WafAction
{
    /// <summary>A value that this version does not know.</summary>
    Other,

    Allow,

    Block,

    Count,

    Captcha,

    Challenge,

    /// <summary>A rule group decides (<c>OverrideAction.None</c>).</summary>
    Group,
}
