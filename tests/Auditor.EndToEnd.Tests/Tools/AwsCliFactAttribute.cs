using Auditor.EndToEnd.Tests.Moto;

namespace Auditor.EndToEnd.Tests.Tools;

/// <summary>A test that sends commands of the AWS CLI to moto.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AwsCliFactAttribute : FactAttribute
{
    public AwsCliFactAttribute() => Skip = Tool.SkipWithout(MotoProcess.Missing, Tool.Missing("aws"), Tool.Missing("jq"));
}
