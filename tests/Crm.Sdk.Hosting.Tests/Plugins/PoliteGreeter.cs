using Microsoft.Extensions.Options;

namespace Crm.Sdk.Hosting.Tests.Plugins;

public sealed class PoliteGreeter(IOptions<GreetingOptions> options) : IGreeter
{
    public string Greet(string name) => $"{options.Value.Words}, {name}";
}
