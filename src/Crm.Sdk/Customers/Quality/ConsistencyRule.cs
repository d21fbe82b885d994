using Crm.Sdk.Classification;

namespace Crm.Sdk.Customers;

/// <summary>A rule across fields, stated as one function.</summary>
internal sealed class ConsistencyRule(string code, ValueList<string> fields, Func<Customer, AsOf, ReasonArg[]?> check) : IConsistencyRule
{
    public string Code => code;

    public ValueList<string> Fields => fields;

    public Reason? Check(Customer customer, AsOf asOf) => check(customer, asOf) is { } args ? new Reason(code, ValueList.Create<ReasonArg>(args)) : null;
}
