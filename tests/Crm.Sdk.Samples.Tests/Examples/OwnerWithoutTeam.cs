using Crm.Sdk.Classification;
using Crm.Sdk.Customers;

namespace Crm.Sdk.Samples.Tests.Examples;

/// <summary>A rule across fields that <c>docs/archive.md</c> shows.</summary>
internal sealed class OwnerWithoutTeam : IConsistencyRule
{
    public string Code => "acme.owner-without-team";

    public ValueList<string> Fields => ["team", "owner"];

    public Reason? Check(Customer customer, AsOf asOf) =>
        customer is { Owner: { } owner, Team: null } ? new Reason(Code, [owner]) : null;
}
