using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>What is meant by the name of an event.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">The kind of its records.</param>
/// <param name="When">Their field that says when it happened, an instant or a date.</param>
/// <param name="Base">Which of them are meant.</param>
internal sealed record EventSource(string Name, KindModel Kind, FieldId When, Condition Base)
{
    /// <summary>The field that names the customer.</summary>
    public FieldId Customer { get; } = "customer";

    /// <summary>The amounts that can be summed.</summary>
    public IReadOnlyList<FieldId> Amounts { get; init; } = [];

    /// <summary>The field with the currency of the amounts.</summary>
    public FieldId Currency { get; } = "currency";

    /// <summary>The part whose items have a product, and its fields for product and amount; null where the records have none.</summary>
    public FieldId? Items { get; init; }

    /// <summary>The fields by which records are filtered, beside product and category of items.</summary>
    public IEnumerable<FieldModel> Filters => Kind.Fields.Where(each => each.Type is FieldType.Text or FieldType.Int or FieldType.Bool && !each.Personal && each.Id.Name is not ("created-by" or "key" or "currency") && !Amounts.Contains(each.Id));
}
