namespace Crm.Sdk.Customers;

/// <summary>The facets of enterprises of list G2, 企业客户信息. Managers are contact persons, not attributes.</summary>
internal static class EnterpriseAttributes
{
    public static IReadOnlyList<AttributeDefinition> All { get; } =
    [
        new("basic.registration-number", AttributeType.Text) { Of = CustomerKind.Enterprise, MaxLength = 64, Personal = false },
        new("basic.tax-number", AttributeType.Text) { Of = CustomerKind.Enterprise, MaxLength = 64, Personal = false },
        new("basic.legal-form", AttributeType.Text) { Of = CustomerKind.Enterprise, MaxLength = 64, Personal = false },
        new("basic.registered-capital", AttributeType.Decimal) { Of = CustomerKind.Enterprise, Minimum = 0, Personal = false, ShelfLifeDays = 730 },
        new("basic.employees", AttributeType.Whole) { Of = CustomerKind.Enterprise, Minimum = 0, Personal = false, ShelfLifeDays = 365 },
        new("basic.size", AttributeType.Choice) { Of = CustomerKind.Enterprise, Choices = ["micro", "small", "medium", "large"], Personal = false, ShelfLifeDays = 365 },
        new("basic.website", AttributeType.Text) { Of = CustomerKind.Enterprise, Personal = false, ShelfLifeDays = 730 },
        new("basic.bank-account", AttributeType.Text) { Of = CustomerKind.Enterprise, MaxLength = 64 },
        new("characteristics.type", AttributeType.Choice) { Of = CustomerKind.Enterprise, Choices = ["producer", "wholesaler", "retailer", "service", "public", "other"], Personal = false },
        new("characteristics.market-position", AttributeType.Choice) { Of = CustomerKind.Enterprise, Choices = ["leader", "challenger", "follower", "niche"], Personal = false, ShelfLifeDays = 730 },
        new("characteristics.potential", AttributeType.Choice) { Of = CustomerKind.Enterprise, Choices = ["low", "medium", "high"], Personal = false, ShelfLifeDays = 365 },
        new("characteristics.service-area", AttributeType.Text) { Of = CustomerKind.Enterprise, Personal = false, ShelfLifeDays = 730 },
        new("characteristics.philosophy", AttributeType.Text) { Of = CustomerKind.Enterprise, MaxLength = 1000, Personal = false },
        new("characteristics.decision-process", AttributeType.Text) { Of = CustomerKind.Enterprise, MaxLength = 1000, Personal = false, ShelfLifeDays = 730 },
        new("business.annual-revenue", AttributeType.Decimal) { Of = CustomerKind.Enterprise, Minimum = 0, Personal = false, ShelfLifeDays = 365 },
        new("business.annual-profit", AttributeType.Decimal) { Of = CustomerKind.Enterprise, Personal = false, ShelfLifeDays = 365 },
        new("business.growth", AttributeType.Decimal) { Of = CustomerKind.Enterprise, Unit = "%", Personal = false, ShelfLifeDays = 365 },
        new("business.main-products", AttributeType.Text) { Of = CustomerKind.Enterprise, Personal = false, ShelfLifeDays = 730 },
        new("business.main-customers", AttributeType.Text) { Of = CustomerKind.Enterprise, Personal = false, ShelfLifeDays = 730 },
        new("business.competitors", AttributeType.Text) { Of = CustomerKind.Enterprise, Personal = false, ShelfLifeDays = 730 },
        new("business.management-quality", AttributeType.Choice) { Of = CustomerKind.Enterprise, Choices = ["low", "medium", "high"], Personal = false, ShelfLifeDays = 730 },
        new("business.outlook", AttributeType.Choice) { Of = CustomerKind.Enterprise, Choices = ["poor", "stable", "good"], Personal = false, ShelfLifeDays = 365 },
        new("transaction.since", AttributeType.Date) { Of = CustomerKind.Enterprise, Personal = false },
        new("transaction.terms", AttributeType.Text) { Of = CustomerKind.Enterprise, MaxLength = 1000, Personal = false, ShelfLifeDays = 365 },
        new("transaction.payment-days", AttributeType.Whole) { Of = CustomerKind.Enterprise, Minimum = 0, Maximum = 3650, Unit = "d", Personal = false, ShelfLifeDays = 365 },
        new("transaction.payment-method", AttributeType.Choice) { Of = CustomerKind.Enterprise, Choices = ["transfer", "cheque", "bill", "letter-of-credit", "cash"], Personal = false, ShelfLifeDays = 730 },
        new("transaction.annual-volume", AttributeType.Decimal) { Of = CustomerKind.Enterprise, Minimum = 0, Personal = false, ShelfLifeDays = 365 },
        new("transaction.share-of-wallet", AttributeType.Decimal) { Of = CustomerKind.Enterprise, Minimum = 0, Maximum = 1, Personal = false, ShelfLifeDays = 365 },
        new("transaction.problems", AttributeType.Text) { Of = CustomerKind.Enterprise, MaxLength = 1000, Personal = false, ShelfLifeDays = 180 },
    ];
}
