namespace Crm.Sdk.Storage;

/// <summary>What makes a query one that can be asked of a kind, so that every store refuses the same ones with the same codes.</summary>
/// <remarks>Thread-safe. A store calls it once a query, before it translates anything.</remarks>
public static class QueryRules
{
    /// <summary>Refuses a query that names what the kind does not have or compares what cannot be compared.</summary>
    /// <param name="query">The query, its condition in normal form or not.</param>
    /// <param name="model">The model of the query's kind.</param>
    /// <exception cref="CrmException">
    /// CRM2020: the kind has no such field, the field is opaque, or its type is not that of the value or cursor. CRM2021: the limit is out of range. CRM1002: a text
    /// has half of a surrogate pair, U+0000 or U+FFFE.
    /// </exception>
    public static void Check(StoreQuery query, KindModel model)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(model);
        if (query.Limit is < 1 or > StoreQuery.MaxLimit)
        {
            throw new CrmException(StorageErrorCodes.BadPage, $"A page takes 1 to {StoreQuery.MaxLimit} records; {query.Limit} were asked for.");
        }

        if (query.Order is { } order)
        {
            Check(model, order.Field, query.After?.Value ?? FieldValue.Null);
        }
        else if (query.After is { Value.IsNull: false })
        {
            throw new CrmException(StorageErrorCodes.UnknownField, $"The cursor of a query of '{model}' by id alone has a {query.After.Value.Type}; it must have no value.");
        }

        Check(query.Where, model);
    }

    /// <summary>Refuses a condition that names what the kind does not have or compares what cannot be compared.</summary>
    /// <inheritdoc cref="Check(StoreQuery, KindModel)"/>
    public static void Check(Condition condition, KindModel model)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(model);
        switch (condition)
        {
            case Condition.AllOf all:
                Check(all.Conditions, model);
                break;
            case Condition.AnyOf any:
                Check(any.Conditions, model);
                break;
            case Condition.Negation not:
                Check(not.Condition, model);
                break;
            case Condition.Compare compare:
                Check(model, compare.Field, compare.Value);
                break;
            case Condition.In isIn:
                Check(model, isIn.Field, FieldValue.Null);
                foreach (FieldValue value in isIn.Values)
                {
                    Check(model, isIn.Field, value);
                }

                break;
            case Condition.IsNull isNull:
                Check(model, isNull.Field, FieldValue.Null);
                break;
            case Condition.HasValue has:
                Check(model, has.Field, FieldValue.Null);
                break;
            case Condition.Prefix prefix:
                Check(model, prefix.Field, FieldValue.Of(prefix.Text));
                break;
        }
    }

    private static void Check(ValueList<Condition> conditions, KindModel model)
    {
        foreach (Condition condition in conditions)
        {
            Check(condition, model);
        }
    }

    private static void Check(KindModel model, FieldId id, FieldValue value)
    {
        FieldModel field = model.Field(id);
        if (field.Type == FieldType.Opaque)
        {
            throw new CrmException(StorageErrorCodes.UnknownField, $"Field '{id}' of '{model}' is opaque: only its kind understands it, so no condition or order can name it.");
        }

        if (!value.IsNull && value.Type != field.Type)
        {
            throw new CrmException(StorageErrorCodes.UnknownField, $"Field '{id}' of '{model}' is {field.Type} and cannot be compared with the {value.Type} {value}.");
        }

        if (value.Type == FieldType.Text)
        {
            CanonicalText.RequireStorable(value.AsText(), id.Name); // not every store could look for it
        }
    }
}
