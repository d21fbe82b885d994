namespace Crm.Sdk.Plugins.Tests.Contracts;

/// <summary>The contract of these tests' open extension point. The test assembly is shared with the plugins that the tests compile.</summary>
public interface IGreeter
{
    string Greet(string name);
}
