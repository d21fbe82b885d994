namespace Crm.Sdk.Storage;

/// <summary>What is made of the values of related records. A record without a value counts for <see cref="Count"/> alone.</summary>
public enum MeasureKind
{
    /// <summary>How many records there are; 0 without any.</summary>
    Count,

    /// <summary>The sum; 0 without any.</summary>
    Sum,

    /// <summary>The mean, rounded half away from zero to a whole number; undefined without any.</summary>
    Mean,

    /// <summary>The greatest; undefined without any.</summary>
    Greatest,

    /// <summary>The least; undefined without any.</summary>
    Least,
}
