namespace Crm.Sdk.Hosting.Tests.Plugins;

public sealed class GreetingOptions
{
    public string Words { get; set; } = "Good day";

    public string Condition { get; set; } = "Healthy";
}
