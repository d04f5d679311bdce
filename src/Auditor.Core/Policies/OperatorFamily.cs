namespace Auditor.Core.Policies;

/// <summary>What a condition operator compares.</summary>
internal enum OperatorFamily
{
    String,
    Numeric,
    Date,
    Bool,
    Binary,
    IpAddress,
    Arn,
    Null,
}
