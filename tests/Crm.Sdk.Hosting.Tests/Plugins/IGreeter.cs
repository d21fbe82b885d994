namespace Crm.Sdk.Hosting.Tests.Plugins;

/// <summary>The contract of an extension point of these tests' host.</summary>
public interface IGreeter
{
    string Greet(string name);
}
