namespace Auditor.Aws.Tests.Operations;

/// <summary>A test that compares with AWS's models of its services: left out where botocore is not installed, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ServiceModelFactAttribute : FactAttribute
{
    public ServiceModelFactAttribute()
    {
        if (!ServiceModel.IsThere && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Skip = "botocore, which has AWS's models of its services, is not installed (pip install botocore).";
        }
    }
}
