namespace Auditor.Core.Policies;

/// <summary>How Numeric and Date operators compare the request's value with the policy's.</summary>
internal enum ComparisonOperator
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
