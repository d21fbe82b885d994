using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Whether the columns that predicates name are there.</summary>
internal static class PredicateColumns
{
    public static bool Has(Condition condition, Func<FieldId, bool> column) => condition switch
    {
        Condition.AllOf all => all.Conditions.All(part => Has(part, column)),
        Condition.AnyOf any => any.Conditions.All(part => Has(part, column)),
        Condition.Compare compare => column(compare.Field),
        Condition.In isIn => column(isIn.Field),
        Condition.IsNull isNull => column(isNull.Field),
        Condition.HasValue has => column(has.Field),
        _ => false,
    };

    public static bool Has(RecordPredicate.Related related, KindTable of, RelationalModel model)
    {
        RelatedRecords records = related.Records;
        if (records.Kind == of.Kind.Kind || !model.Catalogue.Kinds.Any(kind => kind.Kind == records.Kind))
        {
            return false;
        }

        KindTable table = model[records.Kind];
        PartTable? part = records.Part is { } id ? table.Parts.FirstOrDefault(part => part.Part.Id == id) : null;
        Func<FieldId, bool> measured = part is null ? table.HasColumn : field => part.Columns.Any(column => column.Field.Id == field);
        return table.HasColumn(records.Link)
            && Has(ConditionNormalizer.Normalize(records.Where), table.HasColumn)
            && (records.Part is null || (part is not null && Has(ConditionNormalizer.Normalize(records.PartWhere), measured)))
            && (related.Measure.Field is not { } field || measured(field))
            && (related.Measure.Currency is not { } currency || table.HasColumn(currency))
            && (part is null || related.Measure.Kind is MeasureKind.Count or MeasureKind.Sum);
    }
}
