using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Customers;

/// <summary>What is declared to read each field of archives: classification rules by their facts, rules across fields, and what the host names.</summary>
internal static class FieldReaders
{
    public static Dictionary<string, ValueList<string>> Of(IExtensions extensions, IEnumerable<IConsistencyRule> rules, QualityOptions options)
    {
        var readers = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (RuleDescriptor rule in extensions.All<IRule>().Select(static rule => rule.Instance.Descriptor))
        {
            foreach (CustomerFormula formula in rule.Facts.Select(static fact => fact.Formula).OfType<CustomerFormula>())
            {
                Add(NameOf(formula.Field), rule.Id);
            }
        }

        foreach (IConsistencyRule rule in rules)
        {
            foreach (string field in rule.Fields)
            {
                Add(field, rule.Code);
            }
        }

        foreach ((string field, string reader) in options.Readers)
        {
            Add(field, reader);
        }

        return readers.ToDictionary(static entry => entry.Key, static entry => entry.Value.ToValueList(), StringComparer.Ordinal);

        void Add(string field, string reader)
        {
            if (!readers.TryGetValue(field, out SortedSet<string>? of))
            {
                readers.Add(field, of = new SortedSet<string>(StringComparer.Ordinal));
            }

            of.Add(reader);
        }
    }

    private static string NameOf(CustomerField field) => field switch
    {
        CustomerField.Kind => "kind",
        CustomerField.Region => "region",
        CustomerField.Industry => "industry",
        CustomerField.Source => "source",
        CustomerField.Relationship => "relationship",
        _ => "owner",
    };
}
