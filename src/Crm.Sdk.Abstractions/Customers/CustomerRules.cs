namespace Crm.Sdk.Customers;

/// <summary>What a customer fulfils beyond the rules of its fields, on every path: sessions and imports.</summary>
internal static class CustomerRules
{
    public static void Check(Customer customer, IReadOnlyList<AttributeDefinition> definitions)
    {
        if ((customer.State == CustomerState.Merged) != customer.MergedInto.HasValue || customer.MergedInto == customer.Id)
        {
            throw Broken("merged-into", customer.MergedInto?.ToString() ?? "none", "a merged customer, and no other, names another customer as its survivor");
        }

        if (customer.Currency is { } code && !Currency.TryParse(code, out _))
        {
            throw Broken("currency", code, "it takes an active code of ISO 4217 such as CNY");
        }

        CheckAscending(customer.Attributes, static attribute => attribute.Name, "attributes");
        CheckAscending(customer.Sources, static source => source.Field, "sources");
        foreach (InformationSource source in customer.Sources)
        {
            if (source.Reliability is < 0 or > 100)
            {
                throw Broken("sources", source.Field, $"a reliability is a percentage of 0 to 100, not {source.Reliability}");
            }
        }

        CheckAttributes(customer, definitions);
    }

    private static void CheckAttributes(Customer customer, IReadOnlyList<AttributeDefinition> definitions)
    {
        if (customer.Attributes.IsEmpty)
        {
            return;
        }

        foreach (AttributeDefinition definition in definitions)
        {
            if (customer.Attribute(definition.Name) is not { } value)
            {
                continue;
            }

            if (definition.Of is { } kind && kind != customer.Kind)
            {
                throw Broken(definition.Field.Name, value, $"only an {(kind == CustomerKind.Enterprise ? "enterprise" : "individual")} has this attribute");
            }

            string canonical = definition.Canonicalise(value);
            if (!string.Equals(canonical, value, StringComparison.Ordinal))
            {
                throw Broken(definition.Field.Name, value, $"its canonical text is '{canonical}'");
            }
        }
    }

    /// <summary>Lists that are sets stand in one order, so that equal sets are equal lists.</summary>
    private static void CheckAscending<T>(ValueList<T> items, Func<T, string> name, string field)
    {
        for (int i = 1; i < items.Count; i++)
        {
            if (string.CompareOrdinal(name(items[i - 1]), name(items[i])) >= 0)
            {
                throw Broken(field, name(items[i]), "each stands once, in the order of the names");
            }
        }
    }

    private static CrmException Broken(string field, string value, string rule) => new(ErrorCodes.BadValue, $"customer.{field}: '{value}' is refused: {rule}.");
}
