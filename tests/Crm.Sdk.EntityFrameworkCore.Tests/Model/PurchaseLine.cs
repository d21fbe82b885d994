namespace Crm.Sdk.EntityFrameworkCore.Tests;

public sealed record PurchaseLine(string Product, long Amount);
