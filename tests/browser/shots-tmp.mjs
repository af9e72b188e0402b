import { launch } from "/work/main/tests/browser/lib/chromium.js";
import { signIn } from "/work/main/tests/browser/lib/sign-in.js";
import { readFileSync, mkdirSync } from "node:fs";
const A="http://127.0.0.1:3977"; const OUT="/tmp/w/shots"; mkdirSync(OUT,{recursive:true});
const log=readFileSync("/tmp/w/sd.log","utf8").split("\n");
const acc={}; 
for (let i=0;i<log.length;i++){const m=log[i].match(/^\s+(\S+@\S+\.example)/); if(m){const pw=(log[i+1].match(/(?:pass\w*|password)[^\S\n]+(.+)$/)||[])[1]; const s=(log[i+2].match(/second factor (\S+),/)||[])[1]; acc[m[1].split(".")[1].split("@")[0]]={email:m[1],password:"le fil et la trame",totp_secret:s};}}
console.log(Object.keys(acc), acc.bertrand);
const b=await launch();
for (const [lang,w] of [["fr",1280],["nl",1280],["fr",320]]) {
 for (const who of process.argv.slice(2)) {
  const [name,...paths]=who.split(",");
  const ctx=await b.newContext({viewport:{width:w,height:900}}); const page=await ctx.newPage();
  await signIn({page,through:async f=>{await f();await page.waitForLoadState("networkidle")},address:A},acc[name]);
  for (let p of paths){
    if(p.includes("@")){ const [from,sel]=p.split("@"); await page.goto(A+from); const h=await page.locator(sel).first().getAttribute("href"); p=h; }
    await page.goto(A+p+(p.includes("?")?"&":"?")+"lang="+lang); await page.waitForLoadState("networkidle");
    const f=`${OUT}/${lang}${w}-${name}-${p.replace(/[0-9a-f]{32}/g,"ID").replace(/[\/?=&]/g,"_").slice(0,50)}.png`; await page.screenshot({path:f,fullPage:true}); const over=await page.evaluate(()=>document.documentElement.scrollWidth>innerWidth); console.log(f,over?"OVERFLOW":"");
  }
  await ctx.close();
 }
}
await b.close();
