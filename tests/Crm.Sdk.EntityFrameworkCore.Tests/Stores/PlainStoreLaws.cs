using Crm.Sdk.Conformance.Xunit;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>What the relational base does by itself keeps every law of stores: an EF Core provider is a store in twenty lines.</summary>
public sealed class PlainStoreLaws : StoreConformance<PlainStoreFixture>;
