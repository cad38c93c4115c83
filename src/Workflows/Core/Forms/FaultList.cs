using System.Collections.Immutable;

namespace Workflows.Core.Forms;

/// <summary>Collects what is wrong while a form is read.</summary>
internal sealed class FaultList
{
    private readonly List<FormFault> _faults = [];

    public bool HasErrors => _faults.Exists(fault => fault.IsError);

    public void Error(string path, string code, string zh, string en) => _faults.Add(new(path, code, true, new(zh, en)));

    public void Add(ImmutableArray<FormFault> faults) => _faults.AddRange(faults);

    public void Warn(string path, string code, string zh, string en) => _faults.Add(new(path, code, false, new(zh, en)));

    public ImmutableArray<FormFault> ToArray() => [.. _faults];
}
