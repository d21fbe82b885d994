namespace Crm.Sdk.Storage;

/// <summary>The nodes of a <see cref="Condition"/> that a store runs itself.</summary>
[Flags]
public enum ConditionNodes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>All of several conditions.</summary>
    All = 1,

    /// <summary>Any of several conditions.</summary>
    Any = 2,

    /// <summary>A field compared with a value.</summary>
    Compare = 4,

    /// <summary>A field being one of several values.</summary>
    In = 8,

    /// <summary>A field without a value.</summary>
    IsNull = 16,

    /// <summary>A field with a value.</summary>
    HasValue = 32,

    /// <summary>The six nodes of the normal form, which every store runs.</summary>
    NormalForm = All | Any | Compare | In | IsNull | HasValue,
}
