using Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Tests that start processes run one after another: side by side they would only take each other's processor, and kills would fall early.</summary>
[CollectionDefinition(Name)]
public sealed class KillCollection
{
    public const string Name = "processes";
}
