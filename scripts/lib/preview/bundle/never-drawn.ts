import type { Plugin } from 'esbuild';

/** Editors, maps, and schemas of themes that people write: Grafana's components refer to them, a dashboard never needs them. */
export const NEVER_DRAWN =
  /^(monaco-editor|@monaco-editor\/react|react-monaco-editor|ol|ol\/.*|slate|slate-react|slate-plain-serializer|@codemirror\/.*|@uiw\/react-codemirror|@lezer\/.*|prismjs.*|@hello-pangea\/dnd|react-dropzone|@grafana\/faro-web-sdk)$/;

/** Loaded when first needed. One such import would make a lazy module of everything that is behind it, half of the page. */
const LOADED_LATER = /\/(ReactMonacoEditor|CodeEditor|sqlFolding|OpenLayersProvider)\.mjs$/;

/** Stands in for any export of a package that is never drawn: callable, constructible, empty. */
const STAND_IN =
  'const p=new Proxy(function(){return p},{get:(t,k)=>k==="__esModule"?true:k===Symbol.toPrimitive?()=>"":p,construct:()=>p,apply:()=>p});module.exports=p;';

export const withoutEditors: Plugin = {
  name: 'without-editors',
  setup(setup) {
    setup.onResolve({ filter: NEVER_DRAWN }, ({ path: name }) => ({
      path: name,
      namespace: 'never-drawn',
    }));
    setup.onResolve({ filter: LOADED_LATER }, ({ path: name, kind }) =>
      kind === 'dynamic-import' ? { path: name, namespace: 'never-drawn' } : undefined,
    );
    setup.onLoad({ filter: /.*/, namespace: 'never-drawn' }, () => ({
      contents: STAND_IN,
      loader: 'js',
    }));
  },
};
