namespace Crm.Sdk.Storage;

/// <summary>The stable codes of errors of stores, models and queries. One section each in <c>docs/errors.md</c>.</summary>
public static class StorageErrorCodes
{
    /// <summary>The store lacks something of the model and may not create it.</summary>
    public const string SchemaMissing = "CRM2010";

    /// <summary>The store was written by a newer major version.</summary>
    public const string SchemaTooNew = "CRM2011";

    /// <summary>Another process writes to the store.</summary>
    public const string StoreBusy = "CRM2012";

    /// <summary>The store or what it keeps is damaged.</summary>
    public const string StoreDamaged = "CRM2013";

    /// <summary>A connection string, a path or a setting of a store is not one that it can work with.</summary>
    public const string BadConnection = "CRM2014";

    /// <summary>A store that keeps something would be replaced or written into, and the call does not say that it may.</summary>
    public const string StoreInTheWay = "CRM2015";

    /// <summary>Two stores do not keep the same after one was copied into the other.</summary>
    public const string CopyDiffers = "CRM2016";

    /// <summary>A kind or a field is not in the model, is opaque where it would be compared, or is compared with a value of another type.</summary>
    public const string UnknownField = "CRM2020";

    /// <summary>A page's size is out of range.</summary>
    public const string BadPage = "CRM2021";

    /// <summary>A batch has no commit id, names a record twice or expects an impossible version.</summary>
    public const string BadBatch = "CRM2022";

    /// <summary>A kind or field is declared twice or in a form that is not allowed.</summary>
    public const string BadModel = "CRM2023";

    /// <summary>A stored payload cannot be read as its kind.</summary>
    public const string BadPayload = "CRM2024";
}
