namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Holds a value in an expression, so that EF Core makes a parameter of it and one translation serves all values.</summary>
internal sealed class Operand<T>(T value)
{
    public readonly T Value = value;
}
