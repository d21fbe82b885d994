using Xunit;

namespace Crm.Sdk.Samples.Tests.Packaging;

/// <summary>A test that packs the tree: minutes of work, so it runs where the environment asks for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PackagingFactAttribute : FactAttribute
{
    /// <summary>The environment variable that asks for it: <c>1</c>, or not set.</summary>
    public const string Variable = "CRM_TEST_PACKAGING";

    public PackagingFactAttribute()
    {
        if (!IsAsked)
        {
            Skip = $"It takes minutes; {Variable}=1 runs it.";
        }
    }

    /// <exception cref="FormatException">The variable has a value that it does not take.</exception>
    public static bool IsAsked => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => false,
        "1" => true,
        { } other => throw new FormatException($"{Variable} is '1' or not set, not '{other}'."),
    };
}
